"""Forms in the markup of the design system."""

from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting


class DesignField(BoundField):
    """A field whose widget knows its classes and its descriptions; the admin's widgets have their own."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if "class" not in (widget or self.field.widget).attrs:
            attrs.setdefault("class", "ds-input")
        attrs.setdefault("placeholder", False)  # allauth has them; a label stays when one begins to type
        return attrs


class DesignRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = DesignField

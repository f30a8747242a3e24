using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Text in a drawing. Razor interprets <c>&lt;text&gt;</c> itself, so this element is created in code.</summary>
internal static class SvgText
{
    /// <summary>The tooltip of a part.</summary>
    public static RenderFragment Title(string words) => builder =>
    {
        builder.OpenElement(0, "title");
        builder.AddContent(1, words);
        builder.CloseElement();
    };

    public static RenderFragment Of(string x, string y, string? anchor, string content, string? css = null) => builder =>
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", x);
        builder.AddAttribute(2, "y", y);
        builder.AddAttribute(3, "text-anchor", anchor);
        builder.AddAttribute(4, "class", css);
        builder.AddContent(5, content);
        builder.CloseElement();
    };
}

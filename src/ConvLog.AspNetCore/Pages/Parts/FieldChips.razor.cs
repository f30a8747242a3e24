using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Keys and values. The style of a value shows its type: texts are quoted, numbers and booleans coloured, lists and objects folded.</summary>
public partial class FieldChips
{
    private const int BeginningLength = 72;
    private const int LongestUnbrokenKey = 32;

    /// <param name="field">The field.</param>
    /// <param name="page">The page.</param>
    /// <param name="anchor">The anchor of the field on the page.</param>
    /// <param name="words">The search text to highlight in the value; null for none.</param>
    internal static RenderFragment Of(LogField field, ConsolePage page, string? anchor = null, string? words = null)
        => Chip(field, field.Key, page, anchor, css: "", isKnown: true, words);

    /// <summary>The value without its key.</summary>
    internal static RenderFragment Value(LogField field, ConsolePage page, string? anchor = null)
        => Chip(field, key: null, page, anchor, css: "", isKnown: true);

    /// <summary>A change of the state.</summary>
    internal static RenderFragment Change(StateChangeView change, ConsolePage page, string? anchor = null) => change.Kind switch
    {
        StateChangeKind.Added => Chip(change.Variable, change.Variable.Key, page, anchor, " added", isKnown: true),
        StateChangeKind.Updated => Chip(change.Variable, change.Variable.Key, page, anchor, " updated", isKnown: true),
        _ => Chip(change.Variable, change.Variable.Key, page, anchor, " removed", isKnown: false),
    };

    private LogField Field { get; init; }

    private string? Name { get; init; }

    private ConsolePage Page { get; init; } = null!;

    private string? Anchor { get; init; }

    private string Css { get; init; } = "";

    private bool IsKnown { get; init; }

    private string? Words { get; init; }

    private static RenderFragment Chip(LogField field, string? key, ConsolePage page, string? anchor, string css, bool isKnown, string? words = null)
        => new FieldChips { Field = field, Name = key, Page = page, Anchor = anchor, Css = css, IsKnown = isKnown, Words = words }.BuildRenderTree;

    // Personal text is not searched.
    private string? WordsIn(DisplayedValue value)
        => Words is not null && !Field.IsPii && SearchQuery.FindHighlights(Words, value.Text).Count > 0 ? Words : null;

    private static string ClassOf(ValueShape shape) => shape switch
    {
        ValueShape.Number => "number",
        ValueShape.Boolean => "boolean",
        ValueShape.Null => "null",
        ValueShape.Literal => "literal",
        _ => "text",
    };
}

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>The page size of a list, and the cursor.</summary>
/// <param name="Limit">The parameter <c>limit</c>.</param>
/// <param name="Cursor">The parameter <c>cursor</c>.</param>
/// <param name="Missing">The default of the limit.</param>
internal sealed record PageCursor(IntegerValue Limit, TextValue Cursor, int Missing)
{
    /// <param name="what">The name of the items, such as "conversations".</param>
    /// <param name="missing">The default of the limit.</param>
    /// <param name="most">The maximum limit.</param>
    public static PageCursor Of(string what, int missing, int most) => new(
        new IntegerValue("limit", FormattableString.Invariant($"The maximum number of {what}, 1 to {most}; default {missing}."), 1, most),
        new TextValue("cursor", "Continues where the previous page ended: its next_cursor, with the same filters and the same reader.", Longest: 8_192),
        missing);

    public (int Limit, string? Cursor) Read(ApiCall call) => ((int)(Limit.Read(call) ?? Missing), Cursor.Read(call));
}

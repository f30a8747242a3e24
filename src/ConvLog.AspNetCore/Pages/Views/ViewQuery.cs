using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>
/// The part of a list's URL that a view stores. User IDs, numbers and attributes are never part of a URL. Typed text may be one of these, because a reader
/// with the permission may have seen it, so it is only stored in that reader's own views.
/// </summary>
internal static class ViewQuery
{
    // The values of these filters can be any text of a conversation.
    private static readonly string[] s_freeText = [ListAddress.Text, "field"];

    /// <summary>The complete query of the address.</summary>
    public static string Of(ListAddress address) => address.Saved();

    /// <summary>The part of the query that a view may store.</summary>
    /// <param name="address">The address.</param>
    /// <param name="visitor">The visitor who saves the view.</param>
    /// <param name="isOfTeam">Whether it becomes a view of the team.</param>
    public static string Of(ListAddress address, Visitor visitor, bool isOfTeam)
        => LeftOut(address, visitor, isOfTeam) is { Count: > 0 } left ? address.Saved([.. left]) : address.Saved();

    /// <summary>The names of filters that a view does not store.</summary>
    public static IReadOnlyList<string> LeftOut(ListAddress address, Visitor visitor, bool isOfTeam)
        => isOfTeam && visitor.MayReveal ? [.. s_freeText.Where(name => address[name] is not null)] : [];
}

using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>
/// The part of a list's address that a view saves. User IDs, numbers and attributes are in no address. A typed text may be one of these, because a reader with
/// the permission may have seen it, so it is saved only in a view of their own.
/// </summary>
internal static class ViewQuery
{
    // Filters whose value can be any text of a conversation.
    private static readonly string[] s_freeText = [ListAddress.Text, "field"];

    /// <summary>The complete query of the address.</summary>
    public static string Of(ListAddress address) => address.Saved();

    /// <summary>The part of it that a view may save.</summary>
    /// <param name="address">The address.</param>
    /// <param name="visitor">The visitor who saves the view.</param>
    /// <param name="isOfTeam">Whether the view is the team's.</param>
    public static string Of(ListAddress address, Visitor visitor, bool isOfTeam)
        => UnsavedFilters(address, visitor, isOfTeam) is { Count: > 0 } left ? address.Saved([.. left]) : address.Saved();

    /// <summary>The names of filters that a view does not save.</summary>
    public static IReadOnlyList<string> UnsavedFilters(ListAddress address, Visitor visitor, bool isOfTeam)
        => isOfTeam && visitor.MayReveal ? [.. s_freeText.Where(name => address[name] is not null)] : [];
}

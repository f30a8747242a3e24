using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>
/// What a view keeps of the address of a list. User IDs, numbers and attributes are in no address. A text that was typed may be one of these: a reader who has
/// the permission may have read it, so that it is kept in a view of their own only.
/// </summary>
internal static class ViewQuery
{
    // What a value of can be any text of a conversation.
    private static readonly string[] s_freeText = [ListAddress.Text, "field"];

    /// <summary>All that the address asks for.</summary>
    public static string Of(ListAddress address) => address.Saved();

    /// <summary>What a view may keep of it.</summary>
    /// <param name="address">The address.</param>
    /// <param name="visitor">Who saves the view.</param>
    /// <param name="isOfTeam">Whether the team gets it.</param>
    public static string Of(ListAddress address, Visitor visitor, bool isOfTeam)
        => LeftOut(address, visitor, isOfTeam) is { Count: > 0 } left ? address.Saved([.. left]) : address.Saved();

    /// <summary>The names of filters that a view does not keep.</summary>
    public static IReadOnlyList<string> LeftOut(ListAddress address, Visitor visitor, bool isOfTeam)
        => isOfTeam && visitor.MayReveal ? [.. s_freeText.Where(name => address[name] is not null)] : [];
}

using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>What every page knows of its request.</summary>
/// <param name="Paths">The addresses of other pages.</param>
/// <param name="Address">The page's own address as a path, to come back to.</param>
/// <param name="Visitor">Who looks at it.</param>
/// <param name="HasKeys">Whether there is any key to sign in with.</param>
/// <param name="Now">When it was asked for.</param>
/// <param name="Preferences">How the viewer wants it to look.</param>
internal sealed record ConsolePage(ConsolePaths Paths, string Address, Visitor Visitor, bool HasKeys, DateTimeOffset Now, Preferences Preferences)
{
    /// <summary>The time zone of shown times.</summary>
    public TimeZoneInfo Zone => Preferences.Zone;

    public bool CanReadPii => Visitor.Reader is { CanReadPii: true };

    /// <summary>Whether they decide what becomes of personal data: that concerns all conversations, and nobody does who reads some only.</summary>
    public bool CanManage => Visitor.Reader is { Scope.IsAll: true } && Visitor.Permissions.HasFlag(ConvLogPermissions.Manage);
}

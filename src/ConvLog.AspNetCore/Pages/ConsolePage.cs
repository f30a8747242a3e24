using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Properties of the request that every page needs.</summary>
/// <param name="Paths">The addresses of other pages.</param>
/// <param name="Address">The page's own address as a path, to return to.</param>
/// <param name="Visitor">The visitor.</param>
/// <param name="HasKeys">Whether there is any key to sign in with.</param>
/// <param name="Now">The time of the request.</param>
/// <param name="Preferences">The visitor's preferences.</param>
internal sealed record ConsolePage(ConsolePaths Paths, string Address, Visitor Visitor, bool HasKeys, DateTimeOffset Now, Preferences Preferences)
{
    /// <summary>The time zone of displayed times.</summary>
    public TimeZoneInfo Zone => Preferences.Zone;

    /// <summary>The name of that time zone: <c>UTC</c>, or the IANA name.</summary>
    public string ZoneName => Zone.BaseUtcOffset == TimeSpan.Zero && !Zone.SupportsDaylightSavingTime ? "UTC" : Zone.Id;

    /// <summary>Whether a policy lets users of the host read.</summary>
    public bool HasPolicy { get; init; }

    /// <summary>The header for keys.</summary>
    public string KeyHeader { get; init; } = ApiKey.DefaultHeader;

    /// <summary>Returns the host's policy that grants its users a permission; null if there is none.</summary>
    public Func<ConvLogPermissions, string?> PolicyOf { get; init; } = static _ => null;

    /// <summary>The host's sign-out path; null if it has none, or if the visitor is not a user of the host.</summary>
    public string? HostSignOut { get => Visitor.Kind is VisitorKind.User or VisitorKind.NotPermitted ? field : null; init; }

    /// <summary>Whether visitors on this machine can also read the API.</summary>
    public bool OpensApi { get; init; }

    /// <summary>How the page handles personal data.</summary>
    public Disclosure Disclosure { get; init; }

    /// <summary>Whether revealing personal data requires a reason.</summary>
    public bool NeedsReason { get; init; }

    /// <summary>The host's template for addresses of traces; null if it has none.</summary>
    public string? TraceUrl { get; init; }

    /// <summary>Whether it shows personal data.</summary>
    public bool CanReadPii => Disclosure == Disclosure.Revealed;

    /// <summary>Whether the visitor may reveal personal data that is not shown yet.</summary>
    public bool CanReveal => Disclosure is Disclosure.Withheld or Disclosure.ReasonMissing;

    /// <summary>Whether the visitor may rate and annotate conversations.</summary>
    public bool CanAnnotate => Visitor.Reader is not null && Visitor.Permissions.HasFlag(ConvLogPermissions.Annotate);

    /// <summary>Whether the visitor can label, mark or export conversations that are selected in a list.</summary>
    public bool CanSelect => CanAnnotate || CanDownload;

    /// <summary>Whether download links work for the visitor: a browser does not send an API key for a link.</summary>
    public bool CanDownload => Visitor.Kind is VisitorKind.Session or VisitorKind.User or VisitorKind.Loopback;

    /// <summary>
    /// Whether the API accepts requests of the page's script: a browser does not add an API key, and access from this machine is not sufficient once keys or
    /// a policy are configured.
    /// </summary>
    public bool ReachesApi => Visitor.Kind != VisitorKind.Loopback || OpensApi;

    /// <summary>Whether the visitor manages personal data: that concerns all conversations, so a reader with a limited scope may not.</summary>
    public bool CanManage => Visitor.Reader is { Scope.IsAll: true } && Visitor.Permissions.HasFlag(ConvLogPermissions.Manage);
}

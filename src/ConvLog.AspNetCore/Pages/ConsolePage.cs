using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The common data of every page for a request.</summary>
/// <param name="Paths">The addresses of other pages.</param>
/// <param name="Address">The page's own address as a path, to return to.</param>
/// <param name="Visitor">The visitor.</param>
/// <param name="HasKeys">Whether the host has API keys to sign in with.</param>
/// <param name="Now">The time of the request.</param>
/// <param name="Preferences">The viewer's display preferences.</param>
internal sealed record ConsolePage(ConsolePaths Paths, string Address, Visitor Visitor, bool HasKeys, DateTimeOffset Now, Preferences Preferences)
{
    /// <summary>The time zone of displayed times.</summary>
    public TimeZoneInfo Zone => Preferences.Zone;

    /// <summary>The name of that time zone: <c>UTC</c>, or the IANA name.</summary>
    public string ZoneName => Zone.BaseUtcOffset == TimeSpan.Zero && !Zone.SupportsDaylightSavingTime ? "UTC" : Zone.Id;

    /// <summary>Whether users of the host can have access.</summary>
    public bool HasPolicy { get; init; }

    /// <summary>The name of the header for keys.</summary>
    public string KeyHeader { get; init; } = ApiKey.DefaultHeader;

    /// <summary>The policy of the host that grants its users a permission, if any.</summary>
    public Func<ConvLogPermissions, string?> PolicyOf { get; init; } = static _ => null;

    /// <summary>The path at which the host signs its users out; null if the host has none or the visitor is not its user.</summary>
    public string? HostSignOut { get => Visitor.Kind is VisitorKind.User or VisitorKind.NotPermitted ? field : null; init; }

    /// <summary>Whether visitors on this machine can use the API, too.</summary>
    public bool OpensApi { get; init; }

    /// <summary>What the store can do besides the members of every store.</summary>
    public StoreCapabilities Capabilities { get; init; }

    /// <summary>How the page handles personal data.</summary>
    public Disclosure Disclosure { get; init; }

    /// <summary>Whether a reason is required to reveal it.</summary>
    public bool NeedsReason { get; init; }

    /// <summary>The host's template for addresses of traces; null for none.</summary>
    public string? TraceUrl { get; init; }

    /// <summary>Whether it shows personal data.</summary>
    public bool CanReadPii => Disclosure == Disclosure.Revealed;

    /// <summary>Whether the visitor can reveal personal data that is now hidden.</summary>
    public bool CanReveal => Disclosure is Disclosure.Withheld or Disclosure.ReasonMissing or Disclosure.HiddenAgain;

    /// <summary>Whether the store has a capability: pages, links and columns that need another one are hidden.</summary>
    public bool Has(StoreCapabilities capability) => Capabilities.HasFlag(capability);

    /// <summary>Whether the visitor can rate, label and annotate conversations.</summary>
    public bool CanAnnotate => Visitor.Reader is not null && Visitor.Permissions.HasFlag(ConvLogPermissions.Annotate);

    /// <summary>Whether the visitor can label, mark or export conversations that are selected in a list.</summary>
    public bool CanSelect => CanAnnotate || CanDownload;

    /// <summary>Whether links to files work for the visitor: a browser does not send an API key when it follows a link.</summary>
    public bool CanDownload => Visitor.Kind is VisitorKind.Session or VisitorKind.User or VisitorKind.Loopback;

    /// <summary>
    /// Whether the page's script can call the API: a browser sends no key of its own, and once keys or a policy are configured, access from this machine alone
    /// is not enough.
    /// </summary>
    public bool ReachesApi => Visitor.Kind != VisitorKind.Loopback || OpensApi;

    /// <summary>Whether the visitor can manage personal data. It concerns all conversations, so a limited scope excludes it.</summary>
    public bool CanManage => Visitor.Reader is { Scope.IsAll: true } && Visitor.Permissions.HasFlag(ConvLogPermissions.Manage);
}

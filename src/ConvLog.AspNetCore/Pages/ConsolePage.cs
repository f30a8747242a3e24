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

    /// <summary>The name of that time zone: <c>UTC</c>, or the IANA name.</summary>
    public string ZoneName => Zone.BaseUtcOffset == TimeSpan.Zero && !Zone.SupportsDaylightSavingTime ? "UTC" : Zone.Id;

    /// <summary>Whether users of the host may read.</summary>
    public bool HasPolicy { get; init; }

    /// <summary>The header that carries keys.</summary>
    public string KeyHeader { get; init; } = ApiKey.DefaultHeader;

    /// <summary>Which policy of the host grants its users a permission, if any.</summary>
    public Func<ConvLogPermissions, string?> PolicyOf { get; init; } = static _ => null;

    /// <summary>Where the host signs its users out, as a path; null where it gives no address, or the visitor is none of them.</summary>
    public string? HostSignOut { get => Visitor.Kind is VisitorKind.User or VisitorKind.NotPermitted ? field : null; init; }

    /// <summary>Whether visitors on this machine read the API, too.</summary>
    public bool OpensApi { get; init; }

    /// <summary>What it does with personal data.</summary>
    public Disclosure Disclosure { get; init; }

    /// <summary>Whether a reason must be given to have it revealed.</summary>
    public bool NeedsReason { get; init; }

    /// <summary>The host's template for addresses of traces; null where it gave none.</summary>
    public string? TraceUrl { get; init; }

    /// <summary>Whether it shows personal data.</summary>
    public bool CanReadPii => Disclosure == Disclosure.Revealed;

    /// <summary>Whether the visitor may have personal data revealed and sees none.</summary>
    public bool CanReveal => Disclosure is Disclosure.Withheld or Disclosure.ReasonMissing;

    /// <summary>Whether they may write what the team says of conversations.</summary>
    public bool CanAnnotate => Visitor.Reader is not null && Visitor.Permissions.HasFlag(ConvLogPermissions.Annotate);

    /// <summary>Whether the visitor can label, mark or export conversations that are selected in a list.</summary>
    public bool CanSelect => CanAnnotate || CanDownload;

    /// <summary>Whether a link to a file works for them: a browser does not send an API key with one.</summary>
    public bool CanDownload => Visitor.Kind is VisitorKind.Session or VisitorKind.User or VisitorKind.Loopback;

    /// <summary>
    /// Whether the API takes what the page's script asks for: a browser sends no key of its own, and where someone said who may read this machine is not
    /// enough.
    /// </summary>
    public bool ReachesApi => Visitor.Kind != VisitorKind.Loopback || OpensApi;

    /// <summary>Whether they decide what becomes of personal data: that concerns all conversations, and nobody does who reads some only.</summary>
    public bool CanManage => Visitor.Reader is { Scope.IsAll: true } && Visitor.Permissions.HasFlag(ConvLogPermissions.Manage);
}

using System.Security.Claims;

namespace ConvLog.AspNetCore.Access;

/// <summary>Who a user of the host is, by their claims.</summary>
internal static class HostIdentity
{
    private static readonly string[] s_subjects = ["sub", ClaimTypes.NameIdentifier, "client_id"];

    /// <summary>What identifies them: their subject, else their name; null where they have neither.</summary>
    public static string? IdOf(ClaimsPrincipal user) => SubjectOf(user) ?? (string.IsNullOrWhiteSpace(user.Identity?.Name) ? null : user.Identity.Name);

    /// <summary>The name they are shown with, else their subject; null where they have neither.</summary>
    public static string? NameOf(ClaimsPrincipal user) => string.IsNullOrWhiteSpace(user.Identity?.Name) ? SubjectOf(user) : user.Identity.Name;

    // Names are shared and change; a subject is one person's for good (OpenID Connect Core 1.0, section 2).
    private static string? SubjectOf(ClaimsPrincipal user)
        => s_subjects.Select(claim => user.FindFirst(claim)?.Value).FirstOrDefault(static subject => !string.IsNullOrWhiteSpace(subject));
}

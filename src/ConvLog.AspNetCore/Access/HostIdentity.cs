using System.Security.Claims;

namespace ConvLog.AspNetCore.Access;

/// <summary>Identifies a user of the host by claims.</summary>
/// <param name="options">The claims that the host has chosen, if any.</param>
internal sealed class HostIdentity(ConvLogConsoleOptions options)
{
    private static readonly string[] s_subjects = ["sub", ClaimTypes.NameIdentifier, "azp", "client_id"];

    /// <summary>The user's ID: the subject or, if the host chose no claim for it, the name; null without either.</summary>
    public string? IdOf(ClaimsPrincipal user) => SubjectOf(user) ?? (options.SubjectClaim is null ? NullIfBlank(user.Identity?.Name) : null);

    /// <summary>
    /// The issuer of that ID: the issuer of the claim, else the token's <c>iss</c>, else the authentication scheme. The same subject of another issuer is
    /// another person.
    /// </summary>
    public string? SourceOf(ClaimsPrincipal user) => IssuerOf(user) ?? NullIfBlank(IdentityClaimOf(user)?.Subject?.AuthenticationType);

    /// <summary>Whether two sign-ins identify the same person. Different schemes can, different issuers cannot.</summary>
    public bool AreSame(ClaimsPrincipal one, ClaimsPrincipal other)
        => IdOf(one) is { } id && string.Equals(IdOf(other), id, StringComparison.Ordinal)
            && (IssuerOf(one) is not { } issuer || IssuerOf(other) is not { } another || string.Equals(issuer, another, StringComparison.Ordinal));

    /// <summary>
    /// The user's display name, else the subject; null without either. Unless the host chose the claim, an e-mail address is shortened, because all readers
    /// see the name.
    /// </summary>
    public string? NameOf(ClaimsPrincipal user) => options.NameClaim is { } chosen
        ? ValueOf(user, chosen) ?? WithoutDomain(SubjectOf(user)) : WithoutDomain(UsualNameOf(user) ?? SubjectOf(user));

    // A claim type that the sign-in configures for the name is used. The default type is not: OpenID Connect and JWT do not have it, and in ASP.NET Core
    // Identity it is the user name.
    private static string? UsualNameOf(ClaimsPrincipal user)
    {
        string? name = NullIfBlank(user.Identity?.Name);
        bool isChosen = user.Identity is ClaimsIdentity identity && !string.Equals(identity.NameClaimType, ClaimTypes.Name, StringComparison.Ordinal);
        return (isChosen ? name : null) ?? ValueOf(user, "name") ?? name ?? ValueOf(user, "preferred_username");
    }

    // Names are shared and change; a subject belongs to one person permanently (OpenID Connect Core 1.0, section 2). A token that an application requested for
    // itself identifies the application in "azp" or "client_id".
    private string? SubjectOf(ClaimsPrincipal user) => SubjectClaimOf(user)?.Value;

    private Claim? SubjectClaimOf(ClaimsPrincipal user) => options.SubjectClaim is { } chosen
        ? ClaimOf(user, chosen) : s_subjects.Select(claim => ClaimOf(user, claim)).FirstOrDefault(static claim => claim is not null);

    private Claim? IdentityClaimOf(ClaimsPrincipal user)
        => SubjectClaimOf(user) ?? (user.Identity is ClaimsIdentity identity ? identity.FindFirst(identity.NameClaimType) : null);

    private string? IssuerOf(ClaimsPrincipal user)
        => IdentityClaimOf(user) is { } claim && !string.Equals(claim.Issuer, ClaimsIdentity.DefaultIssuer, StringComparison.Ordinal)
            ? NullIfBlank(claim.Issuer) : ValueOf(user, "iss");

    private static string? WithoutDomain(string? name)
        => name?.LastIndexOf('@') is > 0 and var at && at < name.Length - 1 && !name.Any(char.IsWhiteSpace) ? name[..at] : name;

    private static Claim? ClaimOf(ClaimsPrincipal user, string type)
        => user.FindFirst(type) is { } claim && NullIfBlank(claim.Value) is not null ? claim : null;

    private static string? ValueOf(ClaimsPrincipal user, string claim) => NullIfBlank(user.FindFirst(claim)?.Value);

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

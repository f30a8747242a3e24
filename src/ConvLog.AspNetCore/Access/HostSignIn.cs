using System.Security.Claims;

namespace ConvLog.AspNetCore.Access;

/// <summary>A user whom the host's authentication has identified.</summary>
/// <param name="User">The user.</param>
/// <param name="At">When the sign-in was issued or last renewed; null if the scheme does not tell.</param>
internal sealed record HostSignIn(ClaimsPrincipal User, DateTimeOffset? At);

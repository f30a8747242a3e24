using System.Security.Claims;

namespace ConvLog.AspNetCore.Access;

/// <summary>The result of the host's authentication.</summary>
/// <param name="User">The user.</param>
/// <param name="At">When the sign-in was issued or last renewed; null if unknown.</param>
internal sealed record HostSignIn(ClaimsPrincipal User, DateTimeOffset? At);

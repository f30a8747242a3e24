namespace ConvLog.AspNetCore.Access;

/// <summary>A session of the console that was started with an API key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Person">The host's user who started it, see <see cref="OwnerKey.OfPerson"/>; null if no user was signed in with the host.</param>
/// <param name="EndsAt">The time when it ends.</param>
internal sealed record Session(ApiKey Key, string? Person, DateTimeOffset EndsAt);

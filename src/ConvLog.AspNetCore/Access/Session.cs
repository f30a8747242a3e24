namespace ConvLog.AspNetCore.Access;

/// <summary>A session of the console, started with an API key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Person">The user of the host who started it, see <see cref="OwnerKey.OfPerson"/>; null if no user of the host was signed in.</param>
/// <param name="EndsAt">When it ends.</param>
internal sealed record Session(ApiKey Key, string? Person, DateTimeOffset EndsAt);

namespace ConvLog.AspNetCore.Access;

/// <summary>A session of the console, begun with an API key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Person">The user of the host who began it, see <see cref="OwnerKey.OfPerson"/>; null where nobody was signed in with the host.</param>
/// <param name="EndsAt">When it ends.</param>
internal sealed record Session(ApiKey Key, string? Person, DateTimeOffset EndsAt);

namespace ConvLog.AspNetCore.Access;

/// <summary>A session of the console, started with an API key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Person">The user of the host who started it, see <see cref="OwnerKey.OfPerson"/>; null if no user of the host was signed in.</param>
/// <param name="UsedAt">The last request with it. A sign-in to the host that is issued later replaces it.</param>
/// <param name="EndsAt">When it ends.</param>
internal sealed record Session(ApiKey Key, string? Person, DateTimeOffset UsedAt, DateTimeOffset EndsAt)
{
    /// <summary>
    /// Whether it counts for a request: if the user of the host, or nobody, who is signed in there also started it, and has not signed in again since. The host
    /// may renew a sign-in in a request with the session, which therefore counts as used.
    /// </summary>
    public bool IsOf(Visitor? user) => string.Equals(Person, user?.Person, StringComparison.Ordinal) && !(user?.SignedInAt > UsedAt);
}

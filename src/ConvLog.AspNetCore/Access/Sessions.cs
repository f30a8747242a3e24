using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ConvLog.AspNetCore.Access;

/// <summary>Who is signed in. In memory only: a restart signs everyone out, and nothing is written to disk. Safe for any number of threads.</summary>
internal sealed class Sessions(TimeProvider time)
{
    /// <summary>At most so many at once; one more ends the one that would end first.</summary>
    public const int Capacity = 1_000;

    private const int TokenBytes = 32;

    /// <summary>How long one lasts, from signing in.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly Lock _gate = new();

    // By the token's hash, so that neither a dump of the memory nor the time of a look-up gives a token away.
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Signs the owner of a key in.</summary>
    /// <param name="key">The key.</param>
    /// <param name="person">The user of the host who did it, see <see cref="OwnerKey.OfPerson"/>; null where nobody is signed in with the host.</param>
    /// <returns>The token for their cookie: 256 random bits.</returns>
    public string Begin(ApiKey key, string? person = null)
    {
        string token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetUtcNow();
        lock (_gate)
        {
            MakeRoom(now);
            _sessions[Hash(token)] = new Session(key, person, now + Lifetime);
        }

        return token;
    }

    /// <summary>Who is signed in with a token; null where nobody is, or not any more.</summary>
    public Session? Find(string token)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue(Hash(token), out var session) && session.EndsAt > time.GetUtcNow() ? session : null;
        }
    }

    /// <summary>Signs out.</summary>
    /// <returns>Who was signed in; null where nobody was.</returns>
    public ApiKey? End(string token)
    {
        lock (_gate)
        {
            return _sessions.Remove(Hash(token), out var session) ? session.Key : null;
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_sessions.Count < Capacity)
        {
            return;
        }

        foreach (string ended in _sessions.Where(session => session.Value.EndsAt <= now).Select(static session => session.Key).ToList())
        {
            _sessions.Remove(ended);
        }

        if (_sessions.Count >= Capacity)
        {
            _sessions.Remove(_sessions.MinBy(static session => session.Value.EndsAt).Key);
        }
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ConvLog.AspNetCore.Access;

/// <summary>The sessions. They are kept only in memory, so a restart ends them all. Thread-safe.</summary>
internal sealed class Sessions(TimeProvider time)
{
    /// <summary>The maximum number of sessions; at the limit, the one that expires first is ended.</summary>
    public const int Capacity = 1_000;

    private const int TokenBytes = 32;

    /// <summary>The duration of a session.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly Lock _gate = new();

    // Keyed by the token's hash, so that neither a memory dump nor the time of a lookup reveals a token.
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Starts a session.</summary>
    /// <param name="key">The key.</param>
    /// <param name="user">The user of the host who signs in; null if no user of the host is signed in.</param>
    /// <returns>The token for the cookie: 256 random bits.</returns>
    public string Begin(ApiKey key, Visitor? user = null)
    {
        string token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetUtcNow();
        lock (_gate)
        {
            MakeRoom(now);
            _sessions[Hash(token)] = new Session(key, user?.Person, Later(now, user?.SignedInAt), now + Lifetime);
        }

        return token;
    }

    /// <summary>The session of a token; null if it does not exist or has ended.</summary>
    public Session? Find(string token)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue(Hash(token), out var session) && session.EndsAt > time.GetUtcNow() ? session : null;
        }
    }

    /// <summary>Records a request with a session.</summary>
    public void Use(string token)
    {
        lock (_gate)
        {
            if (_sessions.TryGetValue(Hash(token), out var session))
            {
                _sessions[Hash(token)] = session with { UsedAt = Later(time.GetUtcNow(), session.UsedAt) };
            }
        }
    }

    /// <summary>Ends a session.</summary>
    /// <returns>The key of the session; null if there was none.</returns>
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

    // The clock of the host that issued a sign-in may be ahead.
    private static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset? other) => other > now ? other.Value : now;

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ConvLog.AspNetCore.Access;

/// <summary>The sessions of signed-in visitors. In memory only: a restart signs everyone out, and nothing is written to disk. Safe to use from any
/// thread.</summary>
internal sealed class Sessions(TimeProvider time)
{
    /// <summary>The maximum number of sessions; one more ends the session that would expire first.</summary>
    public const int Capacity = 1_000;

    private const int TokenBytes = 32;

    /// <summary>The lifetime of a session from its start.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly Lock _gate = new();

    // By the token's hash, so that neither a memory dump nor the time of a look-up reveals a token.
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Starts a session with a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="person">The host's user who signs in, see <see cref="OwnerKey.OfPerson"/>; null if no user is signed in with the host.</param>
    /// <returns>The token for the cookie: 256 random bits.</returns>
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

    /// <summary>The session of a token; null if there is none or it has expired.</summary>
    public Session? Find(string token)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue(Hash(token), out var session) && session.EndsAt > time.GetUtcNow() ? session : null;
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

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

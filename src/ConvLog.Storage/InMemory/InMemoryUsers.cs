namespace ConvLog.Storage.InMemory;

/// <summary>What end users are called to readers without the permission, as long as something personal of them is there.</summary>
internal sealed class InMemoryUsers
{
    private readonly Dictionary<string, string> _pseudonyms = new(StringComparer.Ordinal);

    /// <summary>Makes a pseudonym. Random, so that it says nothing of the user.</summary>
    public Func<string, string> NewPseudonym { get; set; } = static _ => string.Concat("user-", Guid.NewGuid().ToString("N").AsSpan(0, 12));

    /// <summary>The user's pseudonym, given at the first mention; null for no user.</summary>
    public string? PseudonymOf(string? user)
    {
        if (string.IsNullOrEmpty(user))
        {
            return null;
        }

        if (!_pseudonyms.TryGetValue(user, out string? pseudonym))
        {
            _pseudonyms[user] = pseudonym = NewPseudonym(user);
        }

        return pseudonym;
    }

    /// <summary>The user's pseudonym; null where nothing is known of the user.</summary>
    public string? Find(string user) => _pseudonyms.GetValueOrDefault(user);

    /// <summary>Forgets whose pseudonym is whose but for these users. One who is forgotten and comes back is a new one.</summary>
    public void ForgetAllBut(IEnumerable<string> users)
    {
        var known = users.ToHashSet(StringComparer.Ordinal);
        foreach (string user in _pseudonyms.Keys.Where(user => !known.Contains(user)).ToList())
        {
            _pseudonyms.Remove(user);
        }
    }
}

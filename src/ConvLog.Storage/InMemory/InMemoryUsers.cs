namespace ConvLog.Storage.InMemory;

/// <summary>The pseudonyms of end users, which readers without the permission see, while the store has personal data of them.</summary>
internal sealed class InMemoryUsers
{
    private readonly Dictionary<string, string> _pseudonyms = new(StringComparer.Ordinal);

    /// <summary>Creates a pseudonym. Random by default, so that it reveals nothing about the user.</summary>
    public Func<string, string> NewPseudonym { get; set; } = static _ => string.Concat("user-", Guid.NewGuid().ToString("N").AsSpan(0, 12));

    /// <summary>The user's pseudonym, created on first use; null for no user.</summary>
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

    /// <summary>The user's pseudonym; null if the user is unknown.</summary>
    public string? Find(string user) => _pseudonyms.GetValueOrDefault(user);

    /// <summary>Forgets all users except these. A forgotten user who returns gets a new pseudonym.</summary>
    public void KeepOnly(IEnumerable<string> users)
    {
        var known = users.ToHashSet(StringComparer.Ordinal);
        foreach (string user in _pseudonyms.Keys.Where(user => !known.Contains(user)).ToList())
        {
            _pseudonyms.Remove(user);
        }
    }
}

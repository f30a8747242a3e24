namespace ConvLog.Storage.Statistics.Calls;

/// <summary>A function, endpoint or model of a counted day (<see cref="CountedCalls"/>).</summary>
internal readonly ref struct CountedTarget
{
    private readonly CountedProviders _providers;
    private readonly ReadOnlySpan<byte> _figures;
    private readonly ReadOnlySpan<byte> _details;
    private readonly ReadOnlySpan<byte> _conversations;

    public CountedTarget(ref VarintReader reader)
    {
        Name = reader.ReadText();
        Provider = reader.ReadOptionalText();
        _providers = (CountedProviders)reader.ReadInt64();
        _figures = reader.ReadBytes();
        _details = reader.ReadBytes();
        _conversations = reader.ReadBytes();
    }

    public string Name { get; }

    /// <summary>The provider of a model; null if it is unknown, for all providers together, and for functions and endpoints.</summary>
    public string? Provider { get; }

    /// <summary>The numbers of the conversations.</summary>
    public List<long> Conversations
    {
        get
        {
            var reader = new VarintReader(_conversations);
            return reader.ReadAscending();
        }
    }

    /// <summary>Whether it appears in a list, in which each provider of a model is listed separately.</summary>
    public bool IsListed(CallQuery query)
        => _providers != CountedProviders.All && (query.Name is null || IsNamed(query)) && (ProviderOf(query) is null || HasProvider(query));

    /// <summary>Whether a query names it: for a model without a provider in the query, all providers together.</summary>
    public bool Matches(CallQuery query) => IsNamed(query)
        && (ProviderOf(query) is null ? _providers != CountedProviders.OneOfSeveral : _providers != CountedProviders.All && HasProvider(query));

    public void AddTo(CallTargetCell cell)
    {
        var reader = new VarintReader(_figures);
        cell.AddFrom(ref reader);
        reader.ExpectEnd();
    }

    public void AddTo(CallDetailCell cell)
    {
        AddTo(cell.Target);
        var reader = new VarintReader(_details);
        cell.AddFrom(ref reader);
        reader.ExpectEnd();
    }

    private bool IsNamed(CallQuery query) => string.Equals(query.Name, Name, StringComparison.Ordinal);

    private bool HasProvider(CallQuery query) => string.Equals(query.Provider, Provider, StringComparison.Ordinal);

    private static string? ProviderOf(CallQuery query) => query.Kind == CallTargetKind.Model ? query.Provider : null;
}

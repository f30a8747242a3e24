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

    /// <summary>The provider of a model; null where it is not known, for those of all providers, and for others.</summary>
    public string? Provider { get; }

    /// <summary>Whether it is of a model of all its providers, each of which is counted by itself, too.</summary>
    public bool IsOfAllProviders => _providers == CountedProviders.All;

    /// <summary>The numbers of the conversations.</summary>
    public List<long> Conversations
    {
        get
        {
            var reader = new VarintReader(_conversations);
            return reader.ReadAscending();
        }
    }

    /// <summary>Whether it is what a query asks for by name.</summary>
    public bool IsAsked(CallQuery query)
        => string.Equals(query.Name, Name, StringComparison.Ordinal)
        && (query.Kind == CallTargetKind.Model && query.Provider is { } provider
            ? !IsOfAllProviders && string.Equals(provider, Provider, StringComparison.Ordinal)
            : _providers != CountedProviders.OneOfSeveral);

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
}

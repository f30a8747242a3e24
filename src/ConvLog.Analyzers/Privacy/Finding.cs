namespace ConvLog.Analyzers.Privacy;

/// <summary>What is known of a value: that it is personal and by which name, that it is not, that it is an address of the network, or nothing.</summary>
internal readonly struct Finding
{
    private readonly bool _isClean;

    private Finding(string? name, bool isClean, bool isAddress) => (Name, _isClean, IsAddress) = (name, isClean, isAddress);

    public static Finding Unknown => default;

    public static Finding Clean => new(null, isClean: true, isAddress: false);

    /// <summary>An address of the network, which is personal where the key says that it is that of a client.</summary>
    public static Finding Address => new(null, isClean: true, isAddress: true);

    /// <summary>What is personal, as it is called in the code; null where nothing is known to be.</summary>
    public string? Name { get; }

    public bool IsPersonal => Name is not null;

    public bool IsClean => _isClean;

    public bool IsAddress { get; }

    public bool IsUnknown => !IsPersonal && !IsClean;

    public static Finding Personal(string name) => new(name, isClean: false, isAddress: false);

    /// <summary>What is known of a value that is put together from this one and another.</summary>
    public Finding Or(Finding other)
        => IsPersonal ? this : other.IsPersonal ? other : IsClean && other.IsClean ? new(null, isClean: true, IsAddress || other.IsAddress) : Unknown;
}

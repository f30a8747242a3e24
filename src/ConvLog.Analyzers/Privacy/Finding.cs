namespace ConvLog.Analyzers.Privacy;

/// <summary>A finding about a value: personal, with its name; not personal; a network address; or unknown.</summary>
internal readonly struct Finding
{
    private readonly bool _isClean;

    private Finding(string? name, bool isClean, bool isAddress) => (Name, _isClean, IsAddress) = (name, isClean, isAddress);

    public static Finding Unknown => default;

    public static Finding Clean => new(null, isClean: true, isAddress: false);

    /// <summary>A network address, which is personal if the key identifies it as a client's.</summary>
    public static Finding Address => new(null, isClean: true, isAddress: true);

    /// <summary>The name of the personal data in the code; null if none is known.</summary>
    public string? Name { get; }

    public bool IsPersonal => Name is not null;

    public bool IsClean => _isClean;

    public bool IsAddress { get; }

    public bool IsUnknown => !IsPersonal && !IsClean;

    public static Finding Personal(string name) => new(name, isClean: false, isAddress: false);

    /// <summary>The finding about a value composed of this one and another.</summary>
    public Finding Or(Finding other)
        => IsPersonal ? this : other.IsPersonal ? other : IsClean && other.IsClean ? new(null, isClean: true, IsAddress || other.IsAddress) : Unknown;
}

namespace ConvLog.Analyzers.Privacy;

/// <summary>What is known of a value: that it is personal and by which name, that it is not, or nothing.</summary>
internal readonly struct Finding
{
    private readonly bool _isClean;

    private Finding(string? name, bool isClean) => (Name, _isClean) = (name, isClean);

    public static Finding Unknown => default;

    public static Finding Clean => new(null, isClean: true);

    /// <summary>What is personal, as it is called in the code; null where nothing is known to be.</summary>
    public string? Name { get; }

    public bool IsPersonal => Name is not null;

    public bool IsClean => _isClean;

    public bool IsUnknown => !IsPersonal && !IsClean;

    public static Finding Personal(string name) => new(name, isClean: false);

    /// <summary>What is known of a value that is put together from this one and another.</summary>
    public Finding Or(Finding other) => IsPersonal ? this : other.IsPersonal ? other : IsClean && other.IsClean ? Clean : Unknown;
}

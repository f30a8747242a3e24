namespace ConvLog.Records;

/// <summary>A flag of a record that is not part of its value: records that differ only in it are equal.</summary>
/// <param name="value">The flag.</param>
internal readonly struct EqualityNeutral(bool value) : IEquatable<EqualityNeutral>
{
    public bool Value { get; } = value;

    public bool Equals(EqualityNeutral other) => true;

    public override bool Equals(object? obj) => obj is EqualityNeutral;

    public override int GetHashCode() => 0;
}

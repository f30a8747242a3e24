namespace ConvLog.Records;

/// <summary>What is known of a record and is no part of its value: records that differ in this alone are equal.</summary>
/// <param name="value">What is known.</param>
internal readonly struct Aside(bool value) : IEquatable<Aside>
{
    public bool Value { get; } = value;

    public bool Equals(Aside other) => true;

    public override bool Equals(object? obj) => obj is Aside;

    public override int GetHashCode() => 0;
}

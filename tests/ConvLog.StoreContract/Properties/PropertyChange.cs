using System.Reflection;

namespace ConvLog.StoreContract.Properties;

/// <summary>One property of a record type, and copies of a sample record that differ in this property alone. No two of them are the same.</summary>
/// <param name="Sample">The record that the copies were made from.</param>
/// <param name="Property">The property.</param>
/// <param name="Variants">The copies, one for each value of the property.</param>
public sealed record PropertyChange(StoreRecord Sample, PropertyInfo Property, IReadOnlyList<StoreRecord> Variants)
{
    /// <summary>The record type and the property, as the reviewed lists of exceptions name them.</summary>
    public string Name => $"{Sample.GetType().Name}.{Property.Name}";

    /// <summary>Every property of every record type in the ConvLog assembly.</summary>
    public static IReadOnlyList<PropertyChange> All { get; } =
    [
        .. from type in typeof(StoreRecord).Assembly.GetTypes().OrderBy(static type => type.Name, StringComparer.Ordinal)
           where type.IsSubclassOf(typeof(StoreRecord)) && !type.IsAbstract
           let sample = RecordSamples.Of(type)
           from property in PropertyValues.StoredProperties(type)
           select new PropertyChange(sample, property, [.. PropertyValues.Copies(sample, property).Cast<StoreRecord>()]),
    ];

    /// <summary>The pairs of values that one way of telling records apart treats as the same.</summary>
    /// <param name="form">What the record is turned into, such as its canonical form.</param>
    public IEnumerable<string> Confused(Func<StoreRecord, string> form) => Variants
        .GroupBy(form, StringComparer.Ordinal)
        .Where(static same => same.Count() > 1)
        .Select(same => $"{Name}: {string.Join(" = ", same.Select(variant => PropertyValues.Text(Property.GetValue(variant))))}");
}

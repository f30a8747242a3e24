using System.Reflection;
using System.Text.RegularExpressions;

namespace ConvLog.StoreContract.Properties;

/// <summary>One property of a record type, and distinct copies of a sample record that differ only in this property.</summary>
/// <param name="Sample">The record that was copied.</param>
/// <param name="Property">The property.</param>
/// <param name="Variants">The copies, one for each value of the property.</param>
public sealed partial record PropertyChange(StoreRecord Sample, PropertyInfo Property, IReadOnlyList<StoreRecord> Variants)
{
    /// <summary>The record type and the property, as in the reviewed lists of exceptions.</summary>
    public string Name => $"{Sample.GetType().Name}.{Property.Name}";

    /// <summary>Every property of every record type.</summary>
    public static IReadOnlyList<PropertyChange> All { get; } =
    [
        .. from type in FamilyTypes.All.OrderBy(static type => type.Name, StringComparer.Ordinal)
           where type.IsSubclassOf(typeof(StoreRecord)) && !type.IsAbstract
           from property in PropertyValues.StoredProperties(type)
           where type != typeof(ModelMessageRecord) || property.Name is not nameof(FactRecord.Id) // The ID identifies the content of the message.
           let sample = RecordSamples.Of(type, property)
           select new PropertyChange(sample, property, [.. PropertyValues.Copies(sample, property).Cast<StoreRecord>().Select(Named)]),
    ];

    /// <summary>The record, or a message with the ID of its content.</summary>
    public static StoreRecord Named(StoreRecord record) => record is ModelMessageRecord message ? message with { Id = message.Message.Id } : record;

    /// <summary>The values that a representation of the record does not distinguish.</summary>
    /// <param name="form">Returns the representation, such as JSON.</param>
    /// <param name="withMasks">Whether values that differ only in the mask count as different. A reader with the permission sees the value and no mask.</param>
    public IEnumerable<string> Confused(Func<StoreRecord, string> form, bool withMasks = true) => Variants
        .GroupBy(form, StringComparer.Ordinal)
        .Select(same => same.Select(variant => PropertyValues.Text(Property.GetValue(variant))).Select(text => withMasks ? text : Mask().Replace(text, ""))
        .Distinct(StringComparer.Ordinal).ToList())
        .Where(static values => values.Count > 1)
        .Select(values => $"{Name}: {string.Join(" = ", values)}");

    [GeneratedRegex(" shown as \"[^\"]*\"", RegexOptions.None, 1_000)]
    private static partial Regex Mask();
}

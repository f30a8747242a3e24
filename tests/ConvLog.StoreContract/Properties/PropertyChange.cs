using System.Reflection;
using System.Text.RegularExpressions;

namespace ConvLog.StoreContract.Properties;

/// <summary>One property of a record type, and copies of a sample record that differ in this property alone. No two of them are the same.</summary>
/// <param name="Sample">The record that the copies were made from.</param>
/// <param name="Property">The property.</param>
/// <param name="Variants">The copies, one for each value of the property.</param>
public sealed partial record PropertyChange(StoreRecord Sample, PropertyInfo Property, IReadOnlyList<StoreRecord> Variants)
{
    /// <summary>The record type and the property, as the reviewed lists of exceptions name them.</summary>
    public string Name => $"{Sample.GetType().Name}.{Property.Name}";

    /// <summary>Every property of every record type.</summary>
    public static IReadOnlyList<PropertyChange> All { get; } =
    [
        .. from type in FamilyTypes.All.OrderBy(static type => type.Name, StringComparer.Ordinal)
           where type.IsSubclassOf(typeof(StoreRecord)) && !type.IsAbstract
           from property in PropertyValues.StoredProperties(type)
           where type != typeof(ModelMessageRecord) || property.Name is not nameof(FactRecord.Id) // It stands for what the message says.
           let sample = RecordSamples.Of(type, property)
           select new PropertyChange(sample, property, [.. PropertyValues.Copies(sample, property).Cast<StoreRecord>().Select(Named)]),
    ];

    /// <summary>The record, and a message under the id that stands for what it says.</summary>
    public static StoreRecord Named(StoreRecord record) => record is ModelMessageRecord message ? message with { Id = message.Message.Id } : record;

    /// <summary>The values that one way of telling records apart treats as the same.</summary>
    /// <param name="form">What the record is turned into, such as its JSON.</param>
    /// <param name="withMasks">Whether values count as different that differ in the masked form alone. A reader with the permission sees the value and no
    /// mask.</param>
    public IEnumerable<string> Confused(Func<StoreRecord, string> form, bool withMasks = true) => Variants
        .GroupBy(form, StringComparer.Ordinal)
        .Select(same => same.Select(variant => PropertyValues.Text(Property.GetValue(variant))).Select(text => withMasks ? text : Mask().Replace(text, ""))
        .Distinct(StringComparer.Ordinal).ToList())
        .Where(static values => values.Count > 1)
        .Select(values => $"{Name}: {string.Join(" = ", values)}");

    [GeneratedRegex(" shown as \"[^\"]*\"", RegexOptions.None, 1_000)]
    private static partial Regex Mask();
}

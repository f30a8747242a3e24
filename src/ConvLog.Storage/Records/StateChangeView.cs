using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A change of a variable as one reader may see it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Variable">The variable's name and new value.</param>
/// <param name="Timestamp">When, in UTC.</param>
public sealed record StateChangeView(StateChangeKind Kind, [property: JsonConverter(typeof(ViewFieldsConverter))] LogField Variable, DateTimeOffset Timestamp);

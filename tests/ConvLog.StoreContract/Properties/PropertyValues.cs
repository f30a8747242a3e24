using System.Globalization;
using System.Reflection;

namespace ConvLog.StoreContract.Properties;

/// <summary>
/// The values of a property: null if allowed, the default, the value in the sample, and others. They depend on the type; an unknown type throws.
/// </summary>
public static class PropertyValues
{
    private static readonly MethodInfo s_memberwiseClone = typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!;

    // Values for the storing process only, which no store keeps.
    private static readonly HashSet<string> s_notKept = new(
        [nameof(ConversationRecord.IsCopy), nameof(NoteRecord.GivenBy), nameof(FeedbackRecord.Reasons) /* Kept as one text. */,
            nameof(TurnWait.ContinuationToken) /* Its hash is kept. */,
            nameof(TurnChangeRecord.Part) /* Comes back in its turn: see WaitingTurnContract. */,
            nameof(ModelUsage.CostJson) /* Stands in place of the cost: see SummaryContract. */,
            nameof(TurnRecord.Late) /* Is of the other properties, so that none of them differs alone: see LateTurnContract. */], StringComparer.Ordinal);

    /// <summary>The stored properties with their own values. A computed property has no setter and no field.</summary>
    public static IEnumerable<PropertyInfo> StoredProperties(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Where(static property => property.GetIndexParameters().Length == 0 && !s_notKept.Contains(property.Name)
        && (property.CanWrite || FieldOf(property) is not null));

    /// <summary>Copies of an object that differ only in one property, one for each possible value.</summary>
    public static IEnumerable<object> Copies(object sample, PropertyInfo property)
        => Values(property, property.GetValue(sample)).Select(value => With(sample, property, value));

    /// <summary>A copy with another value of one property.</summary>
    public static object With(object sample, PropertyInfo property, object? value)
    {
        object copy = s_memberwiseClone.Invoke(sample, null)!;
        Set(copy, property, value);
        return copy;
    }

    public static void Set(object target, PropertyInfo property, object? value)
        => (FieldOf(property) ?? throw new InvalidOperationException(
            $"{property.DeclaringType!.Name}.{property.Name} has a setter and no field of its own: say here how a copy of it is made."))
            .SetValue(target, value);

    /// <summary>The distinct values of a property.</summary>
    public static IReadOnlyList<object?> Values(PropertyInfo property, object? given)
    {
        bool isNullable = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        var values = ValuesOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, given, property, isNullable);
        return isNullable ? [null, .. values] : [.. values];
    }

    /// <summary>A value as shown in the message of a failed test.</summary>
    public static string Text(object? value) => AnswerText.Of(value).Trim().ReplaceLineEndings(" ");

    private static FieldInfo? FieldOf(PropertyInfo property)
        => property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic);

    private static IEnumerable<object> ValuesOf(Type type, object? given, PropertyInfo property, bool isNullable) => given switch
    {
        null => throw new InvalidOperationException(
            $"The sample of {property.DeclaringType!.Name} has no {property.Name}. Add a value to {nameof(RecordSamples)}."),
        string text => ["", text, $"{text}, another"],
        bool => [false, true],
        int number => [0, number, number + 1],
        long number => [0L, number, number + 1],
        decimal number => [0m, number, number + 1, decimal.Parse($"{number.ToString(CultureInfo.InvariantCulture)}0", CultureInfo.InvariantCulture)],
        double number when string.Equals(property.Name, nameof(TurnRecord.Confidence), StringComparison.Ordinal) => [0d, number, 1d],
        double number => [0d, number, number + 1, double.NaN, double.NegativeInfinity],
        IReadOnlyList<string> names => [Array.Empty<string>(), names, names.Append("another").ToArray(), new[] { "" }],
        IReadOnlyList<Guid> ids => [Array.Empty<Guid>(), ids, ids.Reverse().ToArray(), ids.Append(ids[0]).ToArray()],
        IReadOnlyList<SaidPart> said => [Array.Empty<SaidPart>(), said, said.Reverse().ToArray(), said.Append(said[0]).ToArray(),
            new[] { said[0] with { IsFiller = !said[0].IsFiller } }, new[] { said[0] with { At = said[0].At.AddTicks(1) } },
            .. Texts(said[0].Text.Text).Select(text => new[] { said[0], said[1] with { Text = text } })],
        ModelMessage message => Messages(message),
        Guid when property.Name is nameof(ModelCallRecord.Response)
            => PropertyConversation.Messages.Select(static message => message.Id).Append(Guid.Empty).Cast<object>(),
        Guid id => [id, Some.Id($"another than {id}")],
        DateTimeOffset time => isNullable ? [default(DateTimeOffset), time, time.AddMinutes(1)] : [time, time.AddMinutes(1)],
        TimeSpan duration => [TimeSpan.Zero, duration, duration + TimeSpan.FromSeconds(1)],
        Enum => Enum.GetValues(type).Cast<object>(),
        MaskedText text => Texts(text.Text).Cast<object>(),
        LogField field => Fields(field).Cast<object>(),
        ScoreValue value => [value, (ScoreValue)0, (ScoreValue)0.1, (ScoreValue)(-1d / 3), (ScoreValue)double.MaxValue, (ScoreValue)true, (ScoreValue)false,
            (ScoreValue)"4", (ScoreValue)"true"],
        LogFields fields => AllFields(fields[0]).Cast<object>(),
        IReadOnlyDictionary<LossReason, long> counts => Counts(counts.Single()),
        _ when FamilyTypes.Contains(type) && type.IsClass => Nested(given),
        _ => throw new InvalidOperationException($"Say here which values a {type} takes, as {property.DeclaringType!.Name}.{property.Name} has."),
    };

    // The object itself, and one copy for each value of each property.
    private static IEnumerable<object> Nested(object given) =>
    [
        given,
        .. from property in StoredProperties(given.GetType())
           from value in Values(property, property.GetValue(given))
           where !string.Equals(Text(value), Text(property.GetValue(given)), StringComparison.Ordinal)
           select With(given, property, value),
    ];

    // Each with the ID of its own content, which the record adopts.
    private static IEnumerable<object> Messages(ModelMessage message) => new[]
    {
        message, ModelMessage.System("text"), ModelMessage.System(new MaskedText("text", "shown")), ModelMessage.User("text"), ModelMessage.User(default),
        ModelMessage.User(new MaskedText("text", "shown")), ModelMessage.Tool("call", "text"), ModelMessage.Tool("another", "text"), ModelMessage.Assistant(),
        ModelMessage.Assistant("", [new ModelToolCall("call", "tool")]), ModelMessage.Assistant("", [new ModelToolCall("call", "another")]),
        ModelMessage.Assistant(reasoning: "reasoning"), ModelMessage.Assistant(reasoning: "another"),
        ModelMessage.Assistant(author: "author"), ModelMessage.Assistant(author: "other"),
        ModelMessage.Assistant("", [new ModelToolCall("call", "tool", new[] { LogField.Pii("argument", 1, "1") })]),
    }.Select(static one => Some.Message(one).Message);

    private static IEnumerable<MaskedText> Texts(string text)
        => ["", text, new(text, text), new(text), new(text, "another"), new("another"), new(""), new("", "")];

    private static IEnumerable<LogField> Fields(LogField field) =>
    [
        field.WithKey("key"), field.WithKey(""), (field.Key, (string?)null), (field.Key, ""), (field.Key, "0"), (field.Key, 0), (field.Key, false),
            (field.Key, 1.0m),
        LogField.Pii(field.Key, "0"), LogField.Pii(field.Key, 0), LogField.Pii(field.Key, 0, shown: "0"), LogField.Pii(field.Key, 0, shown: ""),
            LogField.Pii(field.Key, (string?)null),
    ];

    private static IEnumerable<LogFields> AllFields(LogField field)
        => [default, .. Fields(field).Select(static one => Some.Fields(one)), Some.Fields(("a", 1), ("b", 2)), Some.Fields(("b", 2), ("a", 1)),
            Some.Fields(("a", 1), ("b", 2), ("c", 3))];

    // The next reason is of the same kind: each kind has several.
    private static IEnumerable<object> Counts(KeyValuePair<LossReason, long> count) =>
    [
        new Dictionary<LossReason, long>(),
        new Dictionary<LossReason, long> { [count.Key] = count.Value },
        new Dictionary<LossReason, long> { [count.Key] = count.Value + 1 },
        new Dictionary<LossReason, long> { [count.Key + 1] = count.Value },
        new Dictionary<LossReason, long> { [count.Key] = count.Value, [count.Key + 1] = count.Value },
    ];
}

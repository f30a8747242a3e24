using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace ConvLog.StoreContract.Slips;

/// <summary>Texts that a program can create from a value without the privacy gate: JSON, strings and log lines.</summary>
public static class UngatedForms
{
    private static readonly JsonSerializerOptions[] s_options =
    [
        JsonSerializerOptions.Default,
        new(JsonSerializerDefaults.Web) { IncludeFields = true },
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DictionaryKeyPolicy = JsonNamingPolicy.KebabCaseUpper, WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
        new() { ReferenceHandler = ReferenceHandler.IgnoreCycles, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            NumberHandling = JsonNumberHandling.WriteAsString, Converters = { new JsonStringEnumConverter() } },
        new() { ReferenceHandler = ReferenceHandler.Preserve },
    ];

    /// <summary>The JSON of a value as its own type, as its base types, as an object and inside other values, with several options.</summary>
    public static IEnumerable<string> Json(object value)
    {
        var type = value.GetType();
        object list = Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
        ((System.Collections.IList)list).Add(value);
        object byName = Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), type))!;
        ((System.Collections.IDictionary)byName).Add("value", value);
        (object Value, Type Type)[] shapes =
        [
            .. Declared(type).Select(declared => (value, declared)), (value, typeof(object)), (list, list.GetType()), (byName, byName.GetType()),
            (new object[] { value }, typeof(object[])),
                (new Dictionary<string, object>(StringComparer.Ordinal) { ["value"] = value }, typeof(Dictionary<string, object>)),
            (new { value }, typeof(object)), ((1, value), typeof((int, object))), (KeyValuePair.Create("value", value), typeof(KeyValuePair<string, object>)),
        ];
        return from options in s_options from shape in shapes select Try(() => JsonSerializer.Serialize(shape.Value, shape.Type, options));
    }

    /// <summary>The text of a value: alone, in an interpolated string, in other values, and in a log line.</summary>
    public static IEnumerable<string> Text(object value) =>
    [
        Try(value.ToString),
        Try(() => $"{value}"),
        Try(() => string.Format(CultureInfo.InvariantCulture, "{0,5}", value)),
        Try(() => string.Concat("", value)),
        Try(() => string.Join(", ", new[] { value })),
        Try(() => new { value }.ToString()),
        Try(() => (1, value).ToString()),
        Try(() => KeyValuePair.Create("value", value).ToString()),
        Try(() => new StringBuilder().Append(value).ToString()),
        Try(() => Convert.ToString(value, CultureInfo.InvariantCulture)),
        Try(() => Logged(value)),
    ];

    private static IEnumerable<Type> Declared(Type type)
    {
        for (var one = type; one is not null && one != typeof(object) && one != typeof(ValueType); one = one.BaseType)
        {
            yield return one;
        }

        foreach (var one in type.GetInterfaces().Where(one => one.Assembly == type.Assembly && one.IsVisible))
        {
            yield return one;
        }
    }

    private static string Logged(object value)
    {
        var logger = new FakeLogger();
#pragma warning disable CA1848, CA2254 // A template as authors write it.
        logger.LogWarning("{Value} {Values}", value, new[] { value });
#pragma warning restore CA1848, CA2254
        return string.Join('\n', logger.Lines.Select(static line => line.Message));
    }

    // A value that cannot be written leaks no more than the message of its exception.
    private static string Try(Func<string?> form)
    {
        try
        {
            return form() ?? "";
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or JsonException or ArgumentException)
        {
            return e.ToString();
        }
    }
}

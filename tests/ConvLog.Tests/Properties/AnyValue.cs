using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.Tests.Properties;

/// <summary>Values, texts and JSON of every kind, with a bias towards unusual ones.</summary>
internal static class AnyValue
{
    private static readonly string[] s_awkward =
    [
        "", " ", "\0", "\uD800", "\uDC00a", "a\uD83D", "😀", "\u202E", "\u2028", "{0}", "${jndi:x}", "level", "content", "is_pii", "pii", "timestamp", "logger",
            "field_level", "_", "after",
        "\"", "\\", "\\u0000", "<script>", "ﷺ", "\r\n", "\u001B[31m", new('x', 300),
    ];

    public static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Elements(s_awkward),
        ArbMap.Default.GeneratorFor<string>().Select(static s => s ?? ""),
        ArbMap.Default.GeneratorFor<char[]>().Select(static c => new string(c)));

    public static Gen<object?> Scalar { get; } = Gen.OneOf(
        Gen.Constant<object?>(null),
        Text.Select(static v => (object?)v),
        Boxed<bool>(),
        Boxed<byte>(),
        Boxed<short>(),
        Boxed<int>(),
        Boxed<long>(),
        Boxed<ulong>(),
        Boxed<float>(),
        Boxed<double>(),
        Boxed<decimal>(),
        Boxed<char>(),
        Boxed<DateTime>(),
        Boxed<DateTimeOffset>(),
        Boxed<TimeSpan>(),
        Boxed<Guid>(),
        Gen.Elements<object?>(double.NaN, double.NegativeInfinity, -0.0, float.MaxValue, long.MinValue, ulong.MaxValue, Int128.MinValue, decimal.MaxValue,
            DayOfWeek.Friday, DateTime.MaxValue, DateOnly.MinValue));

    public static Gen<object?> Value { get; } = Gen.Sized(static size => Nested(Math.Min(size, 12)));

    /// <summary>JSON as written by other programs, with numbers in every form.</summary>
    public static Gen<string> Json { get; } = Gen.Sized(static size => NestedJson(Math.Min(size, 10)));

    private static Gen<object?> Boxed<T>() => ArbMap.Default.GeneratorFor<T>().Select(static v => (object?)v);

    private static Gen<object?> Nested(int size) => size < 2
        ? Scalar
        : Gen.OneOf(
            Scalar,
            Scalar,
            Nested(size / 2).ListOf(3).Select(static v => (object?)v.ToList()),
            Nested(size / 2).ArrayOf(2).Select(static v => (object?)v),
            Text.Zip(Nested(size / 2)).ArrayOf(3)
                .Select(static pairs => (object?)pairs.DistinctBy(static p => p.Item1, StringComparer.Ordinal)
                .ToDictionary(static p => p.Item1, static p => p.Item2, StringComparer.Ordinal)),
            Nested(size / 2).Select(static v => (object?)new { inner = v, other = new MaskedText("secret") }),
            Json.Select(static v => (object?)JsonDocument.Parse(v).RootElement));

    private static Gen<string> NestedJson(int size) => size < 2
        ? JsonScalar()
        : Gen.OneOf(
            JsonScalar(),
            NestedJson(size / 2).ArrayOf(3).Select(static items => $"[{string.Join(",", items)}]"),
            Text.Zip(NestedJson(size / 2)).ArrayOf(3)
                .Select(static pairs
                => $"{{{string.Join(",", pairs.DistinctBy(static p => Whole(p.Item1), StringComparer.Ordinal).Select(static p => $"{JsonSerializer.Serialize(Whole(p.Item1))}:{p.Item2}"))}}}"));

    private static Gen<string> JsonScalar() => Gen.OneOf(
        Gen.Elements("null", "true", "false", "0", "-0", "-0.0", "1e400", "1.10", "123456789012345678901234567890", "1E-7", "-1e+2", "0.1",
            "9223372036854775808"),
        ArbMap.Default.GeneratorFor<int>().Select(static v => JsonSerializer.Serialize(v)),
        Text.Select(static v => JsonSerializer.Serialize(Whole(v))));

    // JSON is transmitted as UTF-8, which cannot contain lone surrogates.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

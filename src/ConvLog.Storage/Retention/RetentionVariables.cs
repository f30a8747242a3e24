using System.Globalization;

namespace ConvLog.Storage.Retention;

/// <summary>The environment variables of retention. They override the program's values; an invalid value stops the program at its start.</summary>
internal static class RetentionVariables
{
    public const string Enabled = "WORKFLOW_LOG_CLEANUP_ENABLED";
    public const string Days = "WORKFLOW_LOG_RETENTION_DAYS";
    public const string BatchSize = "WORKFLOW_LOG_CLEANUP_BATCH_SIZE";

    private const int LongestQuote = 100;

    /// <summary>Applies the variables.</summary>
    /// <param name="options">The program's options.</param>
    /// <param name="read">Returns the value of a variable, or null if it is not set.</param>
    /// <exception cref="InvalidOperationException">A value is not valid, or the program's own values are inconsistent.</exception>
    public static void Apply(RetentionOptions options, Func<string, string?> read)
    {
        if (Value(Enabled, read) is { } enabled)
        {
            options.Enabled = Flag(Enabled, enabled);
        }

        if (Value(BatchSize, read) is { } size)
        {
            options.BatchSize = Number(BatchSize, size, RetentionOptions.MostBatch);
        }

        // The program's values are checked before they are overridden, since an operator cannot correct them.
        options.CheckConsistency();
        if (Value(Days, read) is { } days)
        {
            options.Days = Number(Days, days, RetentionOptions.MostDays);
            options.PersonalDataDays = options.PersonalDataDays <= options.Days ? options.PersonalDataDays : null;
        }
    }

    private static string? Value(string name, Func<string, string?> read) => read(name)?.Trim() is { Length: > 0 } value ? value : null;

    private static bool Flag(string name, string value) => value.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "ON" => true,
        "FALSE" or "0" or "NO" or "OFF" => false,
        _ => throw InvalidVariable(name, value, "true, 1, yes, on, false, 0, no or off"),
    };

    private static int Number(string name, string value, int most)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most
            ? number
            : throw InvalidVariable(name, value, string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {most}"));

    private static InvalidOperationException InvalidVariable(string name, string value, string allowed)
    {
        string quoted = value.Length > LongestQuote ? value[..LongestQuote] + "…" : value;
        return new($"The environment variable {name} is '{quoted}'. It takes {allowed}; where it is absent or empty, the program's own setting holds.");
    }
}

using System.Diagnostics.CodeAnalysis;

namespace ConvLog.Extensions.Logging;

/// <summary>
/// Values classified in code that is generated for Microsoft.Extensions.Telemetry.Abstractions. Its types are recognized by name, so that
/// the package is not needed.
/// </summary>
internal static class ClassifiedTags
{
    private const string StateName = "Microsoft.Extensions.Logging.LoggerMessageState";
    private const string RedactedName = "Microsoft.Extensions.Logging.JustInTimeRedactor";

    /// <summary>Whether a value is classified. If the host redacts nothing, its text is the value itself.</summary>
    public static bool IsOne(object? value) => value is not (null or string or ValueType) && value.GetType().FullName is RedactedName;

    /// <summary>Adds the classified values of a state, which are not among its other values and are not redacted.</summary>
    public static void AddTo<TState>(EntryFields fields, TState state)
    {
        if (Of<TState>.AreThere && state is not null)
        {
            Add(fields, state);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Trimmed members are omitted, as other loggers omit them.")]
    private static void Add(EntryFields fields, object state)
    {
        if (state.GetType().GetProperty("ClassifiedTagArray")?.GetValue(state) is not Array { Length: > 0 } tags
            || state.GetType().GetProperty("ClassifiedTagsCount")?.GetValue(state) is not int count)
        {
            return;
        }

        var type = tags.GetType().GetElementType()!;
        var (name, value) = (type.GetProperty("Name"), type.GetProperty("Value"));
        for (int i = 0; i < count; i++)
        {
            object? tag = tags.GetValue(i);
            if (name?.GetValue(tag) is string key)
            {
                fields.AddPersonal(key, value?.GetValue(tag));
            }
        }
    }

    private static class Of<TState>
    {
        public static readonly bool AreThere = typeof(TState).FullName is StateName;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ConvLog.Entries;

/// <summary>
/// How objects are described to JSON: by the host's own resolver, and by reflection where the program allows it (a trimmed or native one does not).
/// </summary>
internal sealed class JsonTypes
{
    private static readonly JsonTypes s_reflecting = new(resolver: null, reflect: true);
    private static readonly JsonTypes s_plain = new(resolver: null, reflect: false);
    private static readonly ConditionalWeakTable<IJsonTypeInfoResolver, JsonTypes> s_resolvedReflecting = [];
    private static readonly ConditionalWeakTable<IJsonTypeInfoResolver, JsonTypes> s_resolvedPlain = [];

    private static Func<Type, ClassifiedType>? s_classify;

    private readonly JsonSerializerOptions? _options;

    private JsonTypes(IJsonTypeInfoResolver? resolver, bool reflect)
    {
        var reflection = reflect && CanReflect ? Reflection() : null;
        if (resolver is null && reflection is null)
        {
            return;
        }

        _options = new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine(resolver, reflection) };
        _options.MakeReadOnly();
    }

    // False in programs that are trimmed or native, where ILLink.Substitutions.xml lets the compiler know.
    private static bool CanReflect => JsonSerializer.IsReflectionEnabledByDefault;

    /// <summary>The one for these settings: what it learns of a type is dear, and serves all conversations of the program.</summary>
    public static JsonTypes Of(IJsonTypeInfoResolver? resolver, bool reflect) => (resolver, reflect) switch
    {
        (null, true) => s_reflecting,
        (null, false) => s_plain,
        (_, true) => s_resolvedReflecting.GetValue(resolver, static resolver => new JsonTypes(resolver, reflect: true)),
        (_, false) => s_resolvedPlain.GetValue(resolver, static resolver => new JsonTypes(resolver, reflect: false)),
    };

    /// <summary>
    /// Called where a host describes its types: a native program that does not has no objects to look into, and need not carry what reads their attributes.
    /// </summary>
    public static void ClassifyDescribed() => s_classify = ClassifiedType.Of;

    /// <summary>What is classified of a type; null for nothing.</summary>
    public ClassifiedType? ClassifiedOf(Type type)
        => _options is null || type.IsArray || ValueSnapshot.IsPlatform(type) ? null : CanReflect ? ClassifiedType.Of(type) : s_classify?.Invoke(type);

    /// <summary>What is known of a type; null where nothing is.</summary>
    public JsonTypeInfo? Describe(Type type)
    {
        try
        {
            return _options is not null && _options.TryGetTypeInfo(type, out var info) ? info : null;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            // A type that JSON cannot describe (two properties of one name, a ref struct among them) is told by its name instead.
            return null;
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026",
        Justification = "Reached only where JsonSerializer.IsReflectionEnabledByDefault is true, which trimmed programs turn off.")]
    [UnconditionalSuppressMessage("AOT", "IL3050",
        Justification = "Reached only where JsonSerializer.IsReflectionEnabledByDefault is true, which native programs turn off.")]
    private static DefaultJsonTypeInfoResolver Reflection() => new();
}

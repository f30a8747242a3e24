using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ConvLog.Entries;

/// <summary>
/// How objects are read: as the host's own resolver describes them, and by reflection if the program allows it (a trimmed or native AOT one does not).
/// </summary>
internal sealed class JsonTypes
{
    private static readonly JsonTypes[] s_undescribed =
        [new(null, ObjectReflection.None), new(null, ObjectReflection.AutoProperties), new(null, ObjectReflection.All)];

    private static readonly ConditionalWeakTable<IJsonTypeInfoResolver, JsonTypes?[]> s_described = [];

    private static Func<Type, ClassifiedType>? s_classify;

    private readonly ConditionalWeakTable<Type, ObjectShape> _shapes = [];
    private readonly JsonSerializerOptions? _options;
    private readonly bool _reflects;
    private readonly bool _isUnable; // The host has not disabled reflection, but the program does not support it.

    static JsonTypes()
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            Unloading.Release(Clear);
        }
    }

    private JsonTypes(IJsonTypeInfoResolver? resolver, ObjectReflection reflection)
    {
        _reflects = CanReflect && reflection != ObjectReflection.None;
        _isUnable = !CanReflect && reflection != ObjectReflection.None;
        var all = CanReflect && reflection == ObjectReflection.All ? Reflection() : null;
        if (resolver is null && all is null)
        {
            return;
        }

        // A context has its own settings, including its naming policy.
        _options = resolver is JsonSerializerContext context ? new JsonSerializerOptions(context.Options) : new JsonSerializerOptions();
        _options.TypeInfoResolver = JsonTypeInfoResolver.Combine(resolver, all);
        _options.MakeReadOnly();
    }

    // False in trimmed or native AOT programs, which ILLink.Substitutions.xml makes known to the compiler.
    public static bool CanReflect => JsonSerializer.IsReflectionEnabledByDefault;

    /// <summary>The instance for these settings, shared by all conversations of the program, because analyzing a type is expensive.</summary>
    public static JsonTypes Of(IJsonTypeInfoResolver? resolver, ObjectReflection reflection)
    {
        int index = Math.Clamp((int)reflection, 0, s_undescribed.Length - 1);
        return resolver is null ? s_undescribed[index]
            : s_described.GetValue(resolver, static _ => new JsonTypes?[s_undescribed.Length])[index] ??= new JsonTypes(resolver, (ObjectReflection)index);
    }

    /// <summary>
    /// Called if a host describes its types: a native AOT program that does not has no objects to read, and does not need the code that reads their attributes.
    /// </summary>
    public static void ClassifyDescribed() => s_classify = ClassifiedType.Of;

    /// <summary>How values of a type are read.</summary>
    public ObjectShape ShapeOf(Type type) => _shapes.GetValue(type, NewShape);

    /// <summary>What a type's generic interfaces reveal; null if they are unavailable.</summary>
    public static CollectionShape? CollectionOf(Type type) => CanReflect ? CollectionShape.Of(type) : null;

    private static void Clear()
    {
        foreach (var types in s_described.SelectMany(static known => known.Value).Concat(s_undescribed))
        {
            types?._shapes.Clear();
        }

        s_described.Clear();
    }

    private ObjectShape NewShape(Type type)
    {
        var classified = ClassifiedOf(type);
        if (Describe(type) is { } info)
        {
            return ObjectShape.Described(type, info, classified);
        }

        if (!CanReflect || !_reflects)
        {
            return ObjectShape.Named(type, classified, isUndescribed: _isUnable);
        }

        // A converter may exist to hide what the members contain. The library's own converters do.
        return ObjectMember.ConverterOf(type) switch
        {
            null => ObjectShape.Reflected(type, classified),
            ConverterOrigin.Own => Of(resolver: null, ObjectReflection.All).ShapeOf(type),
            _ => ObjectShape.Named(type, classified, isText: ObjectShape.IsParsable(type)),
        };
    }

    private ClassifiedType? ClassifiedOf(Type type)
        => (!_reflects && _options is null) || type.IsArray || ObjectShape.IsPlatform(type) ? null
            : CanReflect ? ClassifiedType.Of(type)
            : s_classify?.Invoke(type);

    private JsonTypeInfo? Describe(Type type)
    {
        try
        {
            return _options is not null && ObjectShape.IsDataType(type) && _options.TryGetTypeInfo(type, out var info) ? info : null;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            // A type that JSON cannot describe, such as one with two properties of the same name or a ref struct.
            return null;
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026",
        Justification = "Reached only where JsonSerializer.IsReflectionEnabledByDefault is true, which trimmed programs turn off.")]
    [UnconditionalSuppressMessage("AOT", "IL3050",
        Justification = "Reached only where JsonSerializer.IsReflectionEnabledByDefault is true, which native programs turn off.")]
    private static DefaultJsonTypeInfoResolver Reflection() => new();
}

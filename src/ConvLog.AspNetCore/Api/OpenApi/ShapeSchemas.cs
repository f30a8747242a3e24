using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConvLog.AspNetCore.Api.Shapes;

namespace ConvLog.AspNetCore.Api.OpenApi;

/// <summary>The schemas of <see cref="ApiShapes"/>, from the type information by which they are written.</summary>
internal static class ShapeSchemas
{
    private const string Suffix = "Json";

    private static readonly Dictionary<Type, (string Type, string? Format)> s_values = new()
    {
        [typeof(string)] = ("string", null),
        [typeof(bool)] = ("boolean", null),
        [typeof(int)] = ("integer", "int32"),
        [typeof(long)] = ("integer", "int64"),
        [typeof(double)] = ("number", "double"),
        [typeof(decimal)] = ("number", "double"),
        [typeof(Guid)] = ("string", "uuid"),
        [typeof(DateTimeOffset)] = ("string", "date-time"),
        [typeof(DateOnly)] = ("string", "date"),
    };

    /// <summary>The name of the schema of a shape.</summary>
    public static string NameOf(Type shape) => shape.Name[..^Suffix.Length];

    /// <summary>The schemas of shapes and of the shapes in them, each once.</summary>
    public static IEnumerable<(string Name, JsonNode Schema)> Of(IEnumerable<Type> shapes)
    {
        var pending = new Queue<Type>(shapes);
        HashSet<Type> known = [];
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) => SchemaOf(context, schema, pending),
        };
        while (pending.TryDequeue(out var shape))
        {
            if (known.Add(shape))
            {
                yield return (NameOf(shape), ApiShapes.TypeOf(shape).GetJsonSchemaAsNode(options));
            }
        }
    }

    /// <summary>An attribute of a property of a shape; null if it has none.</summary>
    public static T? AttributeOf<T>(JsonPropertyInfo? property)
        where T : Attribute
        => property?.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).Cast<T>().FirstOrDefault();

    private static JsonNode SchemaOf(JsonSchemaExporterContext context, JsonNode exported, Queue<Type> pending)
    {
        var property = context.PropertyInfo;
        if (context.Path.IsEmpty)
        {
            return ObjectOf(context.TypeInfo, exported.AsObject());
        }

        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        bool isNullable = property is { IsGetNullable: true } && !IsOptional(property);
        var schema = context.TypeInfo.Kind == JsonTypeInfoKind.Object
            ? ReferenceTo(type, isNullable, pending) : ValueOf(context.TypeInfo, type, isNullable, exported);
        if (type.IsEnum)
        {
            WriteWords(schema, property);
        }

        Add(schema, "description", AttributeOf<DescriptionAttribute>(property)?.Description);
        Add(schema, "x-ms-primary-error-message", AttributeOf<ErrorMessageAttribute>(property) is null ? null : true);
        return schema;
    }

    private static JsonObject ObjectOf(JsonTypeInfo shape, JsonObject exported)
    {
        exported["required"] = new JsonArray([.. shape.Properties.Where(static property => !IsOptional(property)).Select(static property => property.Name)]);
        return exported;
    }

    // A shape within another one is described on its own.
    private static JsonObject ReferenceTo(Type shape, bool isNullable, Queue<Type> pending)
    {
        pending.Enqueue(shape);
        var reference = new JsonObject { ["$ref"] = $"#/components/schemas/{NameOf(shape)}" };
        return isNullable ? new JsonObject { ["oneOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
    }

    private static JsonObject ValueOf(JsonTypeInfo info, Type type, bool isNullable, JsonNode exported)
    {
        // True is the schema of any value.
        var schema = exported as JsonObject ?? new JsonObject();
        if (KindOf(info, type) is var (kind, format))
        {
            schema["type"] = isNullable ? new JsonArray(kind, "null") : kind;
            Add(schema, "format", format);
        }

        return schema;
    }

    private static (string Kind, string? Format)? KindOf(JsonTypeInfo info, Type type) => info.Kind switch
    {
        JsonTypeInfoKind.Enumerable => ("array", null),
        JsonTypeInfoKind.Dictionary => ("object", null),
        _ when type.IsEnum => ("string", null),
        _ => s_values.TryGetValue(type, out var value) ? value : null,
    };

    // See SchemaText for the words that are a pattern.
    private static void WriteWords(JsonObject schema, JsonPropertyInfo? property)
    {
        if (AttributeOf<WordsAttribute>(property) is { } limited)
        {
            schema["enum"] = new JsonArray([.. limited.Words]);
        }

        var words = schema["enum"]!.AsArray().Select(static word => (string?)word).OfType<string>().ToList();
        if (property is null || words.Exists(static word => word.Contains('-', StringComparison.Ordinal)))
        {
            schema.Remove("enum");
            schema["pattern"] = $"^({string.Join('|', words)})$";
        }
    }

    private static void Add(JsonObject schema, string name, JsonNode? value)
    {
        if (value is not null)
        {
            schema[name] = value;
        }
    }

    private static bool IsOptional(JsonPropertyInfo property) => AttributeOf<JsonIgnoreAttribute>(property) is not null;
}

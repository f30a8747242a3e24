using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>
/// The shapes of the API's own responses, with serialization code that is generated when the package is built. A shape is named for its schema in the OpenAPI
/// document, which is made from it. Its properties are written in their order; one that may be left out has a <see cref="JsonIgnoreAttribute"/>.
/// </summary>
/// <remarks>
/// Most shapes are structs over the object that they show, so that a property gives the name, the type and the source of a value in one line. Shapes that
/// share properties with others are classes. Their constructors are internal: the generator would include the types of parameters of public ones.
/// </remarks>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters =
    [
        typeof(TimeConverter), typeof(EnvironmentConverter), typeof(WordConverter<AlertMeasure>), typeof(WordConverter<AlertState>),
        typeof(WordConverter<CallTargetKind>), typeof(WordConverter<CallMeasure>), typeof(WordConverter<CallDimension>),
        typeof(WordConverter<RetentionRunState>), typeof(WordConverter<ErasureSubject>),
        typeof(WordConverter<StoreHealthStatus>), typeof(WordConverter<SearchName>), typeof(WordConverter<EntryLevel>), typeof(WordConverter<FunctionOutcome>),
        typeof(WordConverter<ScoreType>),
    ])]
[JsonSerializable(typeof(AccessLogJson))]
[JsonSerializable(typeof(AccessVerificationJson))]
[JsonSerializable(typeof(AgentListJson))]
[JsonSerializable(typeof(AlertNotificationJson))]
[JsonSerializable(typeof(AlertsJson))]
[JsonSerializable(typeof(CallDetailsJson))]
[JsonSerializable(typeof(CallListJson))]
[JsonSerializable(typeof(CallStatisticsJson))]
[JsonSerializable(typeof(CreatedJson))]
[JsonSerializable(typeof(ErasureReceiptJson))]
[JsonSerializable(typeof(ErasureReceiptsJson))]
[JsonSerializable(typeof(FacetsJson))]
[JsonSerializable(typeof(HealthJson))]
[JsonSerializable(typeof(HoldJson))]
[JsonSerializable(typeof(HoldsJson))]
[JsonSerializable(typeof(ProblemJson))]
[JsonSerializable(typeof(RetentionJson))]
[JsonSerializable(typeof(RetentionPreviewJson))]
[JsonSerializable(typeof(RetentionRunAnswerJson))]
[JsonSerializable(typeof(ScoreCreatedJson))]
[JsonSerializable(typeof(ScoreDefinitionsJson))]
[JsonSerializable(typeof(ScoreImportJson))]
[JsonSerializable(typeof(SearchResultsJson))]
[JsonSerializable(typeof(StatisticJson))]
[JsonSerializable(typeof(StatisticsJson))]
[JsonSerializable(typeof(ViewCreatedJson))]
internal sealed partial class ApiShapes : JsonSerializerContext
{
    /// <summary>Writes a shape with the options of the writer.</summary>
    public static void Write<T>(Utf8JsonWriter json, T shape) => JsonSerializer.Serialize(json, shape, (JsonTypeInfo<T>)TypeOf(typeof(T)));

    /// <summary>The properties of a shape.</summary>
    public static JsonTypeInfo TypeOf(Type shape) => Default.GetTypeInfo(shape) ?? throw new ArgumentException($"{shape} is no shape.", nameof(shape));
}

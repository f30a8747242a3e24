using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Records;
using ConvLog.StoreContract;
using ConvLog.StoreContract.Slips;

namespace ConvLog.Tests.Privacy;

/// <summary>Generated JSON omits the same values as reflection-based JSON.</summary>
public class GeneratedJsonTests
{
    // Every type with a converter, on itself or on a property.
    private static readonly Type[] s_types =
    [
        .. FamilyTypes.Assemblies.SelectMany(UngatedWalk.PublicTypes)
            .Where(static type => type.IsDefined(typeof(JsonConverterAttribute), inherit: false)
            || type.GetProperties().Any(static property => property.IsDefined(typeof(JsonConverterAttribute)))),
    ];

    [Fact]
    public void Every_type_with_a_converter_is_generated_and_written_the_same()
    {
        var byReflection = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        s_types.Should().HaveCountGreaterThan(30);
        foreach (var type in s_types)
        {
            var plants = new Plants();
            object value = new Planter(plants, PlantedConversation.Hold(plants), switches: false).Make(type, type.Name)!;
            var info = GeneratedJson.Default.GetTypeInfo(type);

            info.Should().NotBeNull("{0} has its place in {1}", type.Name, nameof(GeneratedJson));
            JsonSerializer.Serialize(value, info!).Should().Be(JsonSerializer.Serialize(value, type, byReflection), type.Name);
        }
    }

    [Fact]
    public void Generated_JSON_shows_masks()
    {
        using var session = new Session();
        session.Log.Info("marked", LogField.Pii("phone", "Jane", shown: "J."));

        JsonSerializer.Serialize(session.Last, GeneratedJson.Default.LogEntry).Should().Contain("\"phone\":\"J.\"").And.NotContain("Jane");
        JsonSerializer.Serialize(new Dictionary<string, LogEntry>(StringComparer.Ordinal) { ["e"] = session.Last },
            GeneratedJson.Default.DictionaryStringLogEntry).Should().NotContain("Jane");
        JsonSerializer.Serialize<StoreRecord>(Some.Note() with { Text = "Jane" }, GeneratedJson.Default.StoreRecord).Should().NotContain("Jane");
        FluentActions.Invoking(() => JsonSerializer.Deserialize("{}", GeneratedJson.Default.LogEntry)).Should().Throw<NotSupportedException>()
            .WithMessage("*LogEntry*ConversationReader*");
    }
}

using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.Reliability.Child;

/// <summary>A record as an object of all its properties. The library's own converter omits personal data and cannot read it back.</summary>
internal sealed class RecordConverter<T> : JsonConverter<T>
    where T : class
{
    private static readonly PropertyInfo[] s_properties = [.. typeof(T).GetProperties().Where(static property => property.SetMethod is not null)];

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var property in s_properties)
        {
            writer.WritePropertyName(property.Name);
            JsonSerializer.Serialize(writer, property.GetValue(value), property.PropertyType, options);
        }

        writer.WriteEndObject();
    }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var record = Activator.CreateInstance<T>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            var property = Array.Find(s_properties, one => string.Equals(one.Name, name, StringComparison.Ordinal))!;
            reader.Read();
            property.SetValue(record, JsonSerializer.Deserialize(ref reader, property.PropertyType, options));
        }

        return record;
    }
}

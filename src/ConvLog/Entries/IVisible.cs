using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>A value that contains personal data and can write its form for readers without the permission.</summary>
internal interface IVisible
{
    /// <summary>Writes the visible form as one JSON value.</summary>
    void WriteVisible(Utf8JsonWriter writer);
}

using System.Text;
using ConvLog.Entries;

namespace ConvLog.StoreContract;

/// <summary>Fields as they are after they were captured from JSON, digit by digit.</summary>
internal static class Json
{
    public static LogFields Fields(string json) => new(FieldJsonReader.ReadObject(Encoding.UTF8.GetBytes(json)));
}

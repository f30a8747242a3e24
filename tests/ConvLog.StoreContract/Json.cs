using System.Text;
using ConvLog.Entries;

namespace ConvLog.StoreContract;

/// <summary>Fields captured from JSON, with all digits.</summary>
internal static class Json
{
    public static LogFields Fields(string json) => new(FieldJsonReader.ReadObject(Encoding.UTF8.GetBytes(json)));
}

using System.Text.Json.Serialization;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Pages.Users;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Writes and reads the results of forms without reflection.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SelectedRowsResult))]
[JsonSerializable(typeof(UserLookups))]
internal sealed partial class FormResultJson : JsonSerializerContext;

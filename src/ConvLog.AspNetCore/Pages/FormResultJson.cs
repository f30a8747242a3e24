using System.Text.Json.Serialization;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Pages.Privacy;
using ConvLog.AspNetCore.Pages.Users;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Writes and reads the results of forms without reflection.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SelectedRowsResult))]
[JsonSerializable(typeof(UserLookups))]
[JsonSerializable(typeof(PrivacyForms))]
[JsonSerializable(typeof(ErasureReceipt))]
internal sealed partial class FormResultJson : JsonSerializerContext;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The receipts of erasures.</summary>
internal sealed record ErasureReceiptsJson(IEnumerable<ErasureReceiptJson> Erasures);

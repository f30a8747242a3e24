using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Records;

public class VisiblePartTests : VisiblePartProperty;

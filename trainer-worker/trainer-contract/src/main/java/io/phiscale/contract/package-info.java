/** What every training engine must do, as tests that engines inherit; not null-checked, like all tests. */
package io.phiscale.contract;
